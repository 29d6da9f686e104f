/** What can go wrong between two systems and what to do about it: the type is the decision. */
package io.fieldbridge.failure;
