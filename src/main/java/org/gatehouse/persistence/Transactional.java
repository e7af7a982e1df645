package org.gatehouse.persistence;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a method in a transaction: joins the running one, else begins and ends its own. Any
 * exception rolls back. Our own annotation, since servers bind {@code
 * jakarta.transaction.Transactional} to their JTA, which knows nothing of our resource-local pool.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Transactional {}
