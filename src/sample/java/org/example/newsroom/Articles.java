package org.example.newsroom;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest articles, in memory. */
@ApplicationScoped
public class Articles {
  private static final int KEPT = 20;

  private final Deque<Article> newestFirst = new ArrayDeque<>();

  /** The newest first. */
  public synchronized List<Article> newest() {
    return List.copyOf(newestFirst);
  }

  /** Keeps an article until enough newer ones have come. */
  public synchronized void add(Article article) {
    newestFirst.addFirst(article);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }
}
