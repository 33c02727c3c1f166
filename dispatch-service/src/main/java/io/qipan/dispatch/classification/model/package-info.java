/** The rules of classification, and how words of confirmed incidents speak for one. Pure. */
@NullMarked
package io.qipan.dispatch.classification.model;

import org.jspecify.annotations.NullMarked;
