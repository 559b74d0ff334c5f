using MediaPipeline.Connectors.Files;
using MediaPipeline.Connectors.Sample;
using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors;

/// <summary>Registers what catalogues are read from.</summary>
public static class ConnectorsServiceCollectionExtensions
{
    /// <summary>Adds the reading of catalogue files, with the options in the section <c>CatalogueFiles</c> of the configuration. Idempotent.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ICatalogueFile)))
        {
            return services;
        }

        services.AddOptions<CatalogueFileOptions>().BindConfiguration(CatalogueFileOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CatalogueFileOptions>, CatalogueFileOptionsValidator>());
        return services.AddSingleton<ICatalogueFile, CatalogueFile>().AddSingleton<ICatalogueSource, SampleSource>();
    }
}
