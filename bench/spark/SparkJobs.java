import dev.kinglet.cli.words.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** The benchmarks' jobs as one would write them for Spark: {@code SparkJobs wordcount|sort INPUT OUTPUT}. */
public final class SparkJobs {

    private static final int RECORD_BYTES = 100;
    private static final int KEY_BYTES = 10;
    private static final int BUFFER_BYTES = 1 << 20;

    private SparkJobs() {}

    /** Runs one job. */
    public static void main(String[] arguments) {
        SparkConf conf = new SparkConf()
                .setAppName(arguments[0])
                .setMaster(System.getProperty("spark.master", "local[2]"))
                .set("spark.ui.enabled", "false")
                .set("spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive", "true");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            spark.setLogLevel("WARN");
            switch (arguments[0]) {
                case "wordcount" -> countWords(spark, arguments[1], arguments[2]);
                case "sort" -> sort(spark, arguments[1], arguments[2]);
                default -> throw new IllegalArgumentException("no job " + arguments[0]);
            }
        }
    }

    /** Counts words, the most frequent first: what {@code kinglet wordcount} does, with the same function on the same strings. */
    private static void countWords(JavaSparkContext spark, String input, String output) {
        spark.textFile(input)
                .flatMap(line -> Words.of(line).iterator())
                .mapToPair(word -> new Tuple2<>(word, 1L))
                .reduceByKey(Long::sum)
                .map(count -> new Tuple2<>(count._2(), count._1()))
                .sortBy(Tuple2::_1, false, 4)
                .map(count -> count._2() + "," + count._1())
                .saveAsTextFile(output);
    }

    /** Sorts records by their first bytes. A key is a string of them, for Spark's own serializer and its own order. */
    private static void sort(JavaSparkContext spark, String input, String output) {
        JavaRDD<byte[]> records = spark.binaryRecords(input, RECORD_BYTES);
        records.mapToPair(record ->
                        new Tuple2<>(new String(record, 0, KEY_BYTES, StandardCharsets.ISO_8859_1), record))
                .sortByKey()
                .values()
                .foreachPartition(sorted -> {
                    Path part = Path.of(output, "part-%05d".formatted(TaskContext.getPartitionId()));
                    write(part, () -> sorted);
                });
    }

    private static void write(Path part, Iterable<byte[]> records) throws IOException {
        Files.createDirectories(part.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
            for (byte[] record : records) {
                out.write(record);
            }
        }
    }
}
