package org.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a process listens on, from Linux's {@code /proc} (proc(5), section /proc/net/tcp). */
final class Sockets {
  private static final String LISTENING = "0A";
  private static final String UNCONNECTED_UDP = "07";

  private Sockets() {}

  /** Listening TCP sockets and bound, unconnected UDP sockets of the process. */
  static List<InetSocketAddress> listening(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      Set<String> inodes = socketInodes(process.resolve("fd"));
      List<InetSocketAddress> found = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
        String state = table.startsWith("tcp") ? LISTENING : UNCONNECTED_UDP;
        List<String> lines = Files.readAllLines(process.resolve("net").resolve(table));
        for (String line : lines.subList(1, lines.size())) {
          String[] field = line.strip().split("\\s+", -1);
          if (field[3].equals(state) && inodes.contains(field[9])) {
            found.add(address(field[1]));
          }
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> socketInodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException closedMeanwhile) {
          // Not a listening socket of a server that is up.
        }
      }
    }
    return inodes;
  }

  /** {@code 0100007F:1F90} is 127.0.0.1:8080: 32-bit words in the byte order of the machine. */
  private static InetSocketAddress address(String text) throws UnknownHostException {
    int colon = text.indexOf(':');
    ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i < colon; i += 8) {
      bytes.putInt(Integer.parseUnsignedInt(text.substring(i, i + 8), 16));
    }
    int port = Integer.parseInt(text.substring(colon + 1), 16);
    return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), port);
  }
}
