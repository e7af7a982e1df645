// An OpenID provider that others have written, and that is strict: the independent judge of our client.
// node provider.mjs <port> <client id> <client secret> <address of Gatehouse>; prints "ready" once it listens.
import { Provider } from 'oidc-provider';

const [port, clientId, clientSecret, gatehouse] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [`${gatehouse}/api/v1/oidc/callback`],
      post_logout_redirect_uris: [`${gatehouse}/login`],
      backchannel_logout_uri: `${gatehouse}/api/v1/sso/oidc/backchannel-logout`,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      // It asks, also where it has been shown the id_token; its own form comes without a button.
      async logoutSource(context, form) {
        context.body = `<!DOCTYPE html><html lang="en"><title>Leave?</title><h1>Leave?</h1>${form}
          <button form="op.logoutForm" name="logout" value="yes">Leave</button>`;
      },
      async postLogoutSuccessSource(context) {
        context.body = '<!DOCTYPE html><html lang="en"><title>Gone</title><h1>Gone</h1>';
      },
    },
  },
  cookies: { keys: ['a key for tests'] },
  // Its own refuses loopback, where Gatehouse is.
  fetch(url, { dispatcher, ...options }) {
    return globalThis.fetch(url, options);
  },
  // Whoever signs in is called as they type; an address of theirs is verified unless it says so.
  async findAccount(_, id) {
    return {
      accountId: id,
      async claims() {
        return {
          sub: id,
          name: `Name of ${id}`,
          groups: ['editors'],
          email: `${id}@example.org`,
          email_verified: !id.startsWith('unverified'),
        };
      },
    };
  },
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
});

provider.use(async (context, next) => {
  if (!context.path.startsWith('/interaction/')) {
    await next();
    return;
  }
  if (context.method === 'POST') {
    const body = await new Promise((resolve) => {
      let text = '';
      context.req.on('data', (chunk) => (text += chunk));
      context.req.on('end', () => resolve(new URLSearchParams(text)));
    });
    const result = body.has('no')
      ? { error: 'access_denied', error_description: 'they said no' }
      : { login: { accountId: body.get('name') } };
    await provider.interactionFinished(context.req, context.res, result, {
      mergeWithLastSubmission: false,
    });
    context.respond = false;
    return;
  }
  await provider.interactionDetails(context.req, context.res);
  context.type = 'html';
  context.body = `<!DOCTYPE html><html lang="en"><title>The other house</title>
    <h1>The other house</h1><form method="post"><label>Name <input name="name"></label>
    <button>Come in</button> <button name="no" value="no">No</button></form>`;
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
