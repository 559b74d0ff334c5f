namespace MediaPipeline.Contracts.Jobs;

/// <summary>Parameters of a job. Each kind of job has its own payload type, which determines the kind.</summary>
[GenerateSerializer, Alias("JobPayload")]
public abstract record JobPayload;
