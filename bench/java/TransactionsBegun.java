import com.sun.tools.attach.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.ObjectName;

/**
 * Reads the server's count of transactions: {@code TransactionsBegun <pid> <agent jar> <work file>}
 * prints the count and the server's clock in milliseconds.
 *
 * <p>As an agent inside the server, because the JDK's local JMX connector would listen on all
 * addresses of the machine.
 */
public final class TransactionsBegun {
  /** Outside: asks the server. */
  public static void main(String[] arguments) throws Exception {
    Path answer = Path.of(arguments[2]);
    VirtualMachine server = VirtualMachine.attach(arguments[0]);
    try {
      server.loadAgent(arguments[1], answer.toString());
    } finally {
      server.detach();
    }
    System.out.print(Files.readString(answer));
  }

  /** Inside the server. */
  public static void agentmain(String answer) throws Exception {
    Object begun =
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName("org.gatehouse:type=Transactions"), "Begun");
    Files.writeString(Path.of(answer), begun + " " + System.nanoTime() / 1_000_000 + "\n");
  }

  private TransactionsBegun() {}
}
