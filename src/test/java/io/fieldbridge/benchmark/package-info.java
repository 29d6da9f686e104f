/** FieldBridge beside a stock Camel recipe and a plain loop, on the same simulators. */
package io.fieldbridge.benchmark;
