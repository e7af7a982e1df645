package org.gatehouse.persistence;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Puts {@link Transactional} methods into {@link Transactions}. */
@Transactional
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class TransactionInterceptor {
  @Inject Transactions transactions;

  /** Calls the method inside a transaction. */
  @AroundInvoke
  @Nullable Object inTransaction(InvocationContext invocation) throws Exception {
    return transactions.call(invocation::proceed);
  }
}
