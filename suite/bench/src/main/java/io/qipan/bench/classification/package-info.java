/** How often what is suggested for a text is right, and how often nothing is suggested. */
@NullMarked
package io.qipan.bench.classification;

import org.jspecify.annotations.NullMarked;
