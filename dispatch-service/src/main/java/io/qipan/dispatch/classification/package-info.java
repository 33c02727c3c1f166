/** What an incident is and how urgent: by questions and rules, and by what confirmed incidents say. Decides nothing. */
@NullMarked
package io.qipan.dispatch.classification;

import org.jspecify.annotations.NullMarked;
