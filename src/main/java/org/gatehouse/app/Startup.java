package org.gatehouse.app;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Opens everything before the first request and closes it after the last, in order. What fails here
 * fails the deployment, with its reason as the message: a Gatehouse that runs is whole.
 */
public class Startup implements ServletContextListener {
  // Beans with a proxy only: what these are made of does not exist before the plant room is open.
  @Inject PlantRoom plantRoom;
  @Inject BackgroundWork backgroundWork;
  @Inject FirstStart firstStart;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    plantRoom.open();
    backgroundWork.start();
    firstStart.prepare();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    backgroundWork.stop();
    plantRoom.close();
  }
}
