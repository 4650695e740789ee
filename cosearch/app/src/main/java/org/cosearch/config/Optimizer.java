package org.cosearch.config;

/** The rules of the weight update in training. */
public enum Optimizer {
    /** Stochastic gradient descent with Nesterov momentum. */
    SGD,
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
    ADAMW
}
