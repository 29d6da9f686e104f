/** Which record here is which record there, and how both looked when last in step. */
package io.fieldbridge.link;
