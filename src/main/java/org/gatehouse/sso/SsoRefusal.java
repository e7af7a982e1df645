package org.gatehouse.sso;

/** Somebody does not get in. */
public final class SsoRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SsoProblem problem;
  private final String detail;

  /**
   * A refusal.
   *
   * @param detail a fixed word of ours that says more to an administrator, never input
   */
  public SsoRefusal(SsoProblem problem, String detail) {
    super(problem + ": " + detail);
    this.problem = problem;
    this.detail = detail;
  }

  /** What the person is told. */
  public SsoProblem problem() {
    return problem;
  }

  /** What an administrator reads in the audit trail. */
  public String detail() {
    return detail;
  }
}
