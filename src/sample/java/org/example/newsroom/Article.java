package org.example.newsroom;

/** An article as JSON has it: a class with getters and setters, which every server can bind. */
public class Article {
  private String title;
  private String author;

  /** For the binding of JSON. */
  public Article() {}

  Article(String title, String author) {
    this.title = title;
    this.author = author;
  }

  public String getTitle() {
    return title;
  }

  public void setTitle(String title) {
    this.title = title;
  }

  public String getAuthor() {
    return author;
  }

  public void setAuthor(String author) {
    this.author = author;
  }
}
