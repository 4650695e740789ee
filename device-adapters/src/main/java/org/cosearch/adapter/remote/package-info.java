/**
 * Devices of other machines: an agent that lends its devices over gRPC with mutual TLS, and the device that a client sees.
 */
@NullMarked
package org.cosearch.adapter.remote;

import org.jspecify.annotations.NullMarked;
