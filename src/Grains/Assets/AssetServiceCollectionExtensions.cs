using MediaPipeline.Contracts.Assets;
using MediaPipeline.Grains.Assets.Fetch;
using MediaPipeline.Grains.Assets.Render;
using MediaPipeline.Grains.Assets.Store;
using MediaPipeline.Grains.Items;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets;

internal static class AssetServiceCollectionExtensions
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15)];

    /// <summary>Adds pictures by address, except the fetcher, which is in another assembly. Idempotent.</summary>
    public static IServiceCollection AddAssets(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(AssetOptions.Section);
        services.AddOptions<AssetOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AssetOptions>, AssetOptionsValidator>());
        services.Configure<ItemOptions>(AssetStages.Kind.Name, SetDefaults);
        services.AddItemKind(AssetTable.Instance, section, typeof(FetchAssetStage), typeof(StoreAssetStage), typeof(RenderAssetStage));
        services.PostConfigure<ItemOptions>(AssetStages.Kind.Name, SetDelays);
        services.TryAddSingleton<AssetFolder>();
        services.TryAddSingleton<AssetDownload>();
        services.TryAddSingleton<AssetIntake>();
        services.TryAddSingleton<AssetRenditions>();
        services.TryAddSingleton<DownloadSlots>();
        return services;
    }

    // The lease counts the time for which a picture waits for its turn to be fetched, too.
    private static void SetDefaults(ItemOptions options) => (options.MaxTries, options.Lease) = (4, TimeSpan.FromHours(1));

    // Values of the configuration would come behind defaults that are in the list before.
    private static void SetDelays(ItemOptions options)
    {
        foreach (var delay in options.RetryDelays.Count == 0 ? RetryDelays : [])
        {
            options.RetryDelays.Add(delay);
        }
    }
}
