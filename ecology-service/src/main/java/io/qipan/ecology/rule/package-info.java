/** What is forbidden where and when, answered from the rule set that was loaded at the start. */
@NullMarked
package io.qipan.ecology.rule;

import org.jspecify.annotations.NullMarked;
