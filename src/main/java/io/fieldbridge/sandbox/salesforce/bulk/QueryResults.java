package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The rows of a query job in a file, and in another where each of them begins. */
final class QueryResults {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Job job;

  QueryResults(Job job) {
    this.job = job;
  }

  /** Writes header and rows; returns the number of rows. */
  long store(QueryColumns columns, List<ObjectNode> records) throws IOException {
    CSVFormat format = job.order().dialect().writing();
    String ending = job.order().dialect().ending();
    try (OutputStream rows = new BufferedOutputStream(Files.newOutputStream(job.file("rows")));
        DataOutputStream index =
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(job.file("index"))))) {
      long at = line(rows, format.format(columns.names().toArray()) + ending);
      index.writeLong(at);
      for (ObjectNode record : records) {
        at += line(rows, format.format(columns.cells(record)) + ending);
        index.writeLong(at);
      }
    }
    return records.size();
  }

  private static long line(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    return bytes.length;
  }

  /** Writes the header and the rows from one position to another. */
  void write(long from, long to, OutputStream out) throws IOException {
    try (RandomAccessFile index = new RandomAccessFile(job.file("index").toFile(), "r");
        RandomAccessFile rows = new RandomAccessFile(job.file("rows").toFile(), "r")) {
      copy(rows, 0, offset(index, 0), out);
      copy(rows, offset(index, from), offset(index, to), out);
    }
  }

  private static long offset(RandomAccessFile index, long row) throws IOException {
    index.seek(row * Long.BYTES);
    return index.readLong();
  }

  private static void copy(RandomAccessFile rows, long from, long to, OutputStream out)
      throws IOException {
    rows.seek(from);
    InputStream in = Channels.newInputStream(rows.getChannel());
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = to - from;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
