package dev.idempotency.aspectj.woven;

/** A generic interface: a class that implements it has a bridge beside its method. */
public interface Repository<T> {

    /** Saves. */
    T save(T entity);
}
