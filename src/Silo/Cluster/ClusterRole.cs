namespace MediaPipeline.Silo.Cluster;

/// <summary>What a process of a cluster does.</summary>
internal enum ClusterRole
{
    /// <summary>Runs grains, and answers HTTP beside them.</summary>
    Silo,

    /// <summary>Only answers HTTP, as a client of the silos.</summary>
    Client,
}
