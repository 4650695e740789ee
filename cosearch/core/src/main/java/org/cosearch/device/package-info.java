/**
 * The ports to real devices: what opens a device, prepares a network and runs it, and what is known after a
 * measurement. How often to run and what to make of the times is for the harness to say.
 */
@NullMarked
package org.cosearch.device;

import org.jspecify.annotations.NullMarked;
