package io.fieldbridge.demo;

/** A part of the story was not seen on the other side, or a system refused what a person did. */
public final class StoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoryException(String message) {
    super(message);
  }

  StoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
