namespace MediaPipeline.Contracts.Jobs;

/// <summary>What a job is to do. Each kind of job has a payload of its own, which says of what kind the job is.</summary>
[GenerateSerializer, Alias("JobPayload")]
public abstract record JobPayload;
