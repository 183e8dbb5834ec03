import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The measurements of one side.
 *
 * @param seconds whole processes from start to exit, in the order they ran
 * @param megabytes the most resident memory of any of them; 0 where it was not measured
 */
record Side(List<Double> seconds, double megabytes) {
    static final Side NONE = new Side(List.of(), 0);

    Side and(double second, double megabyte) {
        var all = new ArrayList<>(seconds);
        all.add(second);
        return new Side(List.copyOf(all), Math.max(megabytes, megabyte));
    }

    double median() {
        var sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return Collections.min(seconds);
    }

    double most() {
        return Collections.max(seconds);
    }
}
