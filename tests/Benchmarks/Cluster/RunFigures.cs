namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>What one case took in one round.</summary>
/// <param name="ServerSeconds">Processor time of all processes of the program but their workers.</param>
/// <param name="Made">Pictures that each process of the program made live, in the order of their starts; the first was asked.</param>
/// <param name="ResidentMegabytes">Of each process of the program at the end, without its workers.</param>
internal sealed record RunFigures(
    double Seconds, double ServerSeconds, double WorkerSeconds, double PostgresSeconds, IReadOnlyList<long> Made, IReadOnlyList<long> ResidentMegabytes)
{
    public double ProcessorSeconds => ServerSeconds + WorkerSeconds + PostgresSeconds;
}
