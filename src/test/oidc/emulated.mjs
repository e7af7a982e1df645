// Google, Microsoft or GitHub as others have built them after them: npm's emulate.
// node emulated.mjs <port> <client id> <client secret> <address of Gatehouse> <service> <port behind>;
// prints "ready" once it listens. Whoever signs in chooses one of the people below.
import http from 'node:http';
import net from 'node:net';
import { createEmulator } from 'emulate';

const [port, clientId, clientSecret, gatehouse, service, portBehind] = process.argv.slice(2);

// It would listen on every address of this machine.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (where, ...rest) {
  const options = typeof where === 'object' ? where : { port: Number(where) };
  return listen.call(this, { ...options, host: '127.0.0.1' }, ...rest.filter((a) => typeof a === 'function'));
};

const baseUrl = `http://127.0.0.1:${port}`;
const client = (provider) => ({
  client_id: clientId,
  client_secret: clientSecret,
  name: 'Gatehouse',
  redirect_uris: [`${gatehouse}/api/v1/${provider}/callback`],
});
const seeds = {
  // Without clients, since it reads their secret from the form alone and says that it reads the header, too.
  google: { users: [{ email: 'gina@example.org', name: 'Gina Google' }] },
  microsoft: {
    users: [{ email: 'mike@example.org', name: 'Mike Microsoft' }],
    oauth_clients: [client('azure')],
  },
  github: {
    users: [{ login: 'hubert', name: 'Hubert Hub', email: 'hubert@example.org' }],
    oauth_apps: [client('github')],
  },
};

await createEmulator({
  service,
  port: Number(portBehind),
  baseUrl,
  seed: { [service]: seeds[service] },
});

// GitHub Enterprise Server has the API below a path of its own.
http
  .createServer((request, response) => {
    const behind = http.request(
      {
        host: '127.0.0.1',
        port: Number(portBehind),
        method: request.method,
        path: request.url.replace(/^\/api\/v3/, ''),
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(behind);
  })
  .listen(Number(port), () => console.log('ready'));
