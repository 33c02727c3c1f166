@NullMarked
package io.qipan.ecology.rule.file;

import org.jspecify.annotations.NullMarked;
