@NullMarked
package io.qipan.ecology.chief.geojson;

import org.jspecify.annotations.NullMarked;
