@NullMarked
package io.qipan.ecology.rule.model;

import org.jspecify.annotations.NullMarked;
