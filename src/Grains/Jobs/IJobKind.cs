using MediaPipeline.Contracts.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Jobs;

/// <summary>A kind of job: a folder with its payload, its record and its steps, and one line that registers it.</summary>
internal interface IJobKind
{
    /// <summary>Its name, as it is stored and sent.</summary>
    string Type { get; }

    /// <summary>The type of its parameters.</summary>
    Type PayloadType { get; }

    /// <summary>The type of its stored state: derives from <see cref="JobRecord"/>.</summary>
    Type RecordType { get; }

    /// <summary>The record of a new job.</summary>
    JobRecord Create(JobPayload payload);

    /// <summary>Creates the steps of one job.</summary>
    JobSteps CreateSteps(IServiceProvider services, JobContext context);
}

/// <inheritdoc cref="IJobKind"/>
internal abstract class JobKind<TPayload, TRecord, TSteps>(string type) : IJobKind
    where TPayload : JobPayload
    where TRecord : JobRecord
    where TSteps : JobSteps
{
    public string Type => type;

    public Type PayloadType => typeof(TPayload);

    public Type RecordType => typeof(TRecord);

    public JobRecord Create(JobPayload payload) => Create((TPayload)payload) with { Type = type };

    public JobSteps CreateSteps(IServiceProvider services, JobContext context) => ActivatorUtilities.CreateInstance<TSteps>(services, context);

    protected abstract TRecord Create(TPayload payload);
}
