package org.example.newsroom;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Articles for API clients: {@code GET} and {@code POST /api/articles}. */
@Path("articles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ArticlesResource {
  @Inject private Articles articles;
  @Context private SecurityContext security;

  /** The newest articles. */
  @GET
  public List<Article> list() {
    return articles.newest();
  }

  /** Adds an article; its author is the user, whatever the request says. */
  @POST
  public Response add(Article sent) {
    if (sent == null || sent.getTitle() == null || sent.getTitle().isBlank()) {
      throw new BadRequestException("title is missing");
    }
    Article article = new Article(sent.getTitle(), security.getUserPrincipal().getName());
    articles.add(article);
    return Response.status(Response.Status.CREATED).entity(article).build();
  }
}
