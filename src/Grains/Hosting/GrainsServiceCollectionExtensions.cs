using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Alarms;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.Import;
using MediaPipeline.Grains.Gates;
using MediaPipeline.Grains.Images.Probe;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Media.Embed;
using MediaPipeline.Grains.Media.Enrich;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Media.Merge;
using MediaPipeline.Grains.Media.Split;
using MediaPipeline.Grains.Media.Validate;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.Grains.Ports.Embedding;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace MediaPipeline.Grains.Hosting;

/// <summary>Registers what the grains need, except the implementations of the ports, which are in other assemblies.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds options, stages and reporters. Idempotent.</summary>
    public static IServiceCollection AddPipelineGrains(this IServiceCollection services, IConfiguration configuration)
    {
        Bind<RenditionOptions, RenditionOptionsValidator>(services, configuration, RenditionOptions.Section);
        Bind<JobOptions, JobOptionsValidator>(services, configuration, JobOptions.Section);
        Bind<CollectionOptions, CollectionOptionsValidator>(services, configuration, CollectionOptions.Section);
        Bind<CacheFolderOptions, CacheFolderOptionsValidator>(services, configuration, CacheFolderOptions.Section);
        Bind<ImportOptions, ImportOptionsValidator>(services, configuration, ImportOptions.Section);
        Bind<AlarmOptions, AlarmOptionsValidator>(services, configuration, AlarmOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SourceFaults>();
        services.TryAddSingleton<RenditionPlacement>();
        services.AddItemKind(ImageTable.Instance, configuration.GetSection("Images"), typeof(ProbeStage), typeof(RenderStage));
        services.AddItemKind(
            MediaTable.Instance, configuration.GetSection("Media"), typeof(ValidateStage), typeof(EnrichStage), typeof(EmbedStage), typeof(MergeStage), typeof(SplitStage));
        services.TryAddSingleton<ITextEmbedder, NoTextEmbedder>();
        services.TryAddSingleton<TitleEmbedder>();
        services.AddOptions<EnrichmentOptions>().Bind(configuration.GetSection(EnrichmentOptions.Section));
        services.TryAddSingleton<Enrichment>();
        services.TryAddSingleton<TitleIds>();
        services.TryAddSingleton<CatalogueSources>();
        services.TryAddTransient<TitleIntake>();

        // Hosts that fetch nothing, such as benchmarks, have none.
        if (services.Any(service => service.ServiceType == typeof(IUrlFetcher)))
        {
            services.AddAssets(configuration);
        }

        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StageRegistrationCheck>();
        services.AddSingleton(SourceGate.Kind).AddSingleton(CacheFolderGate.Kind).AddSingleton(ProviderGate.Kind).AddSingleton(EmbedderGateGrain.Kind);
        services.TryAddSingleton<IProviderLimits, ProviderLimits>();
        services.TryAddSingleton<GateDirectory>();
        services.AddJobKinds();
        services.TryAddSingleton<JobReporter>();
        services.TryAddSingleton<ItemSweep>();
        services.TryAddSingleton<JobStepsFactory>();
        services.AddSingleton(new DueKind(StateNames.Jobs, (grains, id) => grains.GetGrain<IJobGrain>(id).Wake()));
        services.AddSingleton(new DueKind(StateNames.CacheFolders, (grains, id) => grains.GetGrain<ICacheFolderGrainInternal>(id).Wake()));
        services.TryAddSingleton<ItemRecovery>();
        services.TryAddSingleton<PipelineStartup>();

        // Exceptions of libraries, alone or inside ours, reach another silo with type and message. Without this Orleans sends a CodecNotFoundException instead.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = static _ => true);
        return services;
    }

    private static void Bind<TOptions, TValidator>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
