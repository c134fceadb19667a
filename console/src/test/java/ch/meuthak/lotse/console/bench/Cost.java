package ch.meuthak.lotse.console.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What something takes: of the clock on the wall, and of all processors together. */
record Cost(double wallMillis, double cpuMillis) {
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Does some work that costs so much by itself. */
    interface Work {
        Cost once() throws Exception;
    }

    /**
     * Of work in this process, whatever else that does meanwhile: the median on the wall, and the mean of the CPU time, which
     * Linux counts in steps of 10 ms.
     */
    static Cost ofEach(int rounds, Runnable work) {
        double[] wall = new double[rounds];
        long cpu = PROCESS.getProcessCpuTime();
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            work.run();
            wall[i] = (System.nanoTime() - began) / 1e6;
        }
        return new Cost(median(wall), (PROCESS.getProcessCpuTime() - cpu) / 1e6 / rounds);
    }

    /** The median of each by itself. */
    static Cost median(int rounds, Work work) throws Exception {
        double[] wall = new double[rounds];
        double[] cpu = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            Cost cost = work.once();
            wall[i] = cost.wallMillis;
            cpu[i] = cost.cpuMillis;
        }
        return new Cost(median(wall), median(cpu));
    }

    private static double median(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }
}
