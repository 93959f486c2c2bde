package io.mscon.spark.prepare;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The index rows of a partition of the work list, made one by one, and what they add up to. */
final class CheckedEntries implements Iterator<Row> {
  private final Iterator<Row> work;
  private final EntryCheck check;
  private final PictureCheck pictures;
  private Row entry;
  private long entries;
  private long rejected;
  private BigInteger content = BigInteger.ZERO;

  CheckedEntries(Iterator<Row> work, EntryCheck check, PictureCheck pictures) {
    this.work = work;
    this.check = check;
    this.pictures = pictures;
  }

  @Override
  public boolean hasNext() {
    while (entry == null && work.hasNext()) {
      Row row = work.next();
      Row known = row.getAs(WorkList.KNOWN);
      if (known == null) {
        entry = row;
      } else {
        pictures.learn(row.getAs(Entries.IMAGE), PictureFinding.of(known));
      }
    }
    return entry != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row checked = check.check(entry, pictures);
    entry = null;
    entries++;
    rejected += checked.isNullAt(Index.PROBLEM) ? 0 : 1;
    content = content.add(RowHash.ofContent(checked));
    return checked;
  }

  /** The next rows, so many at most. */
  Iterator<Row> next(int most) {
    long end = entries + most;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries < end && CheckedEntries.this.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return CheckedEntries.this.next();
      }
    };
  }

  /** What the rows handed out so far add up to. */
  CheckReport report() {
    return new CheckReport(entries, rejected, pictures.decoded(), content);
  }
}
