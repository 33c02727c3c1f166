/** Tests of the contracts themselves. */
package io.qipan.proto;
