namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// Cluster and version of a process that uses the database. Those of one cluster and one version share it; two clusters would run every grain twice,
/// and two versions may write what the other cannot read.
/// </summary>
/// <param name="Cluster">The cluster's id, without spaces; at most 40 characters.</param>
/// <param name="Version">Major and minor: versions that differ only in the third number read what the other writes.</param>
public sealed record DatabaseMember(string Cluster, string Version)
{
    /// <summary>The version of this program.</summary>
    public static string ThisVersion { get; } = typeof(DatabaseMember).Assembly.GetName().Version!.ToString(2);
}
