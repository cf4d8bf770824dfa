package dev.troth.reference.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a command has cost so far: CPU time of the process, and the most memory that it held. */
final class Cost {
    private Cost() {}

    static String text() {
        return String.format(Locale.ROOT, "cost: %.1f CPU seconds, at most %d MB%n", seconds(), peak() >> 20);
    }

    /** CPU time of the process in seconds. */
    static double seconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(d -> d.toMillis() / 1000.0)
                .orElse(0.0);
    }

    /** The peak of the resident set where the system tells it, else of what the memory pools of Java held. */
    private static long peak() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException notThisSystem) {
            // Told below from inside.
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
