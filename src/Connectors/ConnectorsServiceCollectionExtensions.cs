using MediaPipeline.Connectors.AniList;
using MediaPipeline.Connectors.Files;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Http.Fetching;
using MediaPipeline.Connectors.Sample;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors;

/// <summary>Registers what catalogues are read from.</summary>
public static class ConnectorsServiceCollectionExtensions
{
    /// <summary>Adds the reading of catalogue files of addresses, and of providers, with the options in the sections
    /// <c>CatalogueFiles</c>, <c>Fetching</c> and <c>Providers</c>. Idempotent.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ICatalogueFile)))
        {
            return services;
        }

        Bind<CatalogueFileOptions, CatalogueFileOptionsValidator>(services, CatalogueFileOptions.Section);
        Bind<FetchingOptions, FetchingOptionsValidator>(services, FetchingOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        return services.AddOutboundHttp()
            .AddSingleton<ICatalogueFile, CatalogueFile>()
            .AddSingleton<ICatalogueSource, SampleSource>()
            .AddSingleton<IUrlFetcher, UrlFetcher>()
            .AddSingleton<IProviderHttp, ProviderHttp>()
            .AddProvider(AniListSource.Provider, AniListSource.SetDefaults).AddSingleton<ICatalogueSource, AniListSource>();
    }

    private static void Bind<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
