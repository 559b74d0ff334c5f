using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs.CleanOrphans;
using MediaPipeline.Grains.Jobs.DeleteCollection;
using MediaPipeline.Grains.Jobs.Drain;
using MediaPipeline.Grains.Jobs.FetchCovers;
using MediaPipeline.Grains.Jobs.Import;
using MediaPipeline.Grains.Jobs.Reconcile;
using MediaPipeline.Grains.Jobs.RetryItems;
using MediaPipeline.Grains.Jobs.Scan;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Registers the kinds of jobs.</summary>
public static class JobServiceCollectionExtensions
{
    /// <summary>Adds every kind of job, and the services that read and present stored jobs. Idempotent.</summary>
    public static IServiceCollection AddJobKinds(this IServiceCollection services)
    {
        services.TryAddSingleton<ItemKinds>();
        services.TryAddSingleton<JobKinds>();
        services.TryAddSingleton<JobTypes>();
        services.TryAddSingleton<JobViews>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<JsonConverter, JobRecordConverter>());
        return services
            .AddJobKind<ScanJob>()
            .AddJobKind<DeleteCollectionJob>()
            .AddJobKind<RetryItemsJob>()
            .AddJobKind<SkipItemsJob>()
            .AddJobKind<ReconcileJob>()
            .AddJobKind<CleanOrphansJob>()
            .AddJobKind<DrainJob>()
            .AddJobKind<ImportJob>()
            .AddJobKind<FetchCoversJob>();
    }

    /// <summary>Adds a kind of job. Idempotent.</summary>
    internal static IServiceCollection AddJobKind<T>(this IServiceCollection services)
        where T : class, IJobKind, new()
    {
        if (services.Any(service => service.ImplementationInstance is T))
        {
            return services;
        }

        var kind = new T();
        return services.AddSingleton<IJobKind>(kind).AddSingleton(new JobKindInfo(kind.Type));
    }
}
