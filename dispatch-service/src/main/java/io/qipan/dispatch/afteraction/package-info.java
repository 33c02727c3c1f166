/** What happened, looked at afterwards: any moment, the story of an incident, the proof of the record, and what if. */
@NullMarked
package io.qipan.dispatch.afteraction;

import org.jspecify.annotations.NullMarked;
