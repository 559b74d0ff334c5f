using MediaPipeline.Connectors.AniList;
using MediaPipeline.Connectors.Files;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Http.Fetching;
using MediaPipeline.Connectors.Imdb;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Connectors.MyAnimeList;
using MediaPipeline.Connectors.Plex;
using MediaPipeline.Connectors.Sample;
using MediaPipeline.Connectors.Tmdb;
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
            .AddProvider(AniListSource.Provider, AniListSource.SetDefaults).AddSingleton<ICatalogueSource, AniListSource>()
            .AddProvider(MyAnimeListSource.SourceName, MyAnimeListSource.SetDefaults).AddProvider(MyAnimeListSource.Jikan, MyAnimeListSource.SetJikanDefaults)
            .AddSingleton<ICatalogueSource, MyAnimeListSource>()
            .AddProvider(PlexSource.SourceName, PlexSource.SetDefaults).AddSingleton<ICatalogueSource, PlexSource>()
            .AddProvider(TmdbSource.SourceName, TmdbSource.SetDefaults).AddSingleton<IValidateOptions<ProviderOptions>, TmdbKeyValidator>()
            .AddSingleton<TmdbClient>().AddSingleton<ICatalogueSource, TmdbSource>()
            .AddEnricher<TmdbEnricher>(TmdbSource.SourceName, isEnabled: true)
            .AddProvider(ImdbEnricher.SourceName, ImdbEnricher.SetDefaults)
            .AddEnricher<ImdbEnricher>(ImdbEnricher.SourceName, isEnabled: false);
    }

    private static IServiceCollection AddEnricher<TEnricher>(this IServiceCollection services, string name, bool isEnabled)
        where TEnricher : class, IEnricher
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EnricherOptions>, EnricherOptionsValidator>());
        services.AddOptions<EnricherOptions>(name).Configure(options => options.Enabled = isEnabled)
            .BindConfiguration($"{ProviderOptions.Section}:{name}").ValidateOnStart();
        return services.AddSingleton<IEnricher, TEnricher>();
    }

    private static void Bind<TOptions, TValidator>(IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
