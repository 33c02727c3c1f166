/** How Chinese characters sound. */
@NullMarked
package io.qipan.dispatch.gazetteer.pinyin;

import org.jspecify.annotations.NullMarked;
