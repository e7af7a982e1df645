package org.gatehouse.app;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import org.gatehouse.container.ContainerLogin;

/**
 * Opens everything before the first request and closes it after the last, in order. What fails here
 * fails the deployment, with its reason as the message: a Gatehouse that runs is whole.
 */
public class Startup implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(Startup.class.getName());

  // Beans with a proxy only: what these are made of does not exist before the plant room is open.
  @Inject PlantRoom plantRoom;
  @Inject BackgroundWork backgroundWork;
  @Inject FirstStart firstStart;
  @Inject OperatorAccess operatorAccess;
  @Inject ContainerLogin containerLogin;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      plantRoom.open(event.getServletContext().getContextPath());
      backgroundWork.start();
      firstStart.prepare();
      operatorAccess.open();
      containerLogin.start(
          event.getServletContext(), plantRoom.configuration().protectedContexts());
    } catch (RuntimeException e) {
      // TomEE writes the reason into a log of its own, beside the server's; the launcher prints it.
      if (System.getProperty(FirstStart.STANDALONE) == null) {
        LOG.log(Level.ERROR, e.getMessage());
      }
      throw e;
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    containerLogin.stop();
    operatorAccess.close();
    backgroundWork.stop();
    plantRoom.close();
  }
}
