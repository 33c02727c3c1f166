/** Tests of the files of labelled texts and of what is made of them. */
@NullMarked
package io.qipan.bench.classification;

import org.jspecify.annotations.NullMarked;
