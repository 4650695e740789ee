/** A co-design run as a folder: what it reads, the search itself, what it is compared with, and the report of it. */
@NullMarked
package org.cosearch.session;

import org.jspecify.annotations.NullMarked;
