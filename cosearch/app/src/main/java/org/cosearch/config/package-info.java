/**
 * The files that people write: run files and space files as records, read strictly, with every error at its place.
 */
@NullMarked
package org.cosearch.config;

import org.jspecify.annotations.NullMarked;
