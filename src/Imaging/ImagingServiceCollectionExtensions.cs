using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Unpacking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging;

/// <summary>Registers the picture engine.</summary>
public static class ImagingServiceCollectionExtensions
{
    /// <summary>Adds libvips as the picture engine; it is tested when the host starts.</summary>
    /// <param name="configuration">The section <c>Imaging</c>; see <see cref="ImagingOptions"/>.</param>
    public static IServiceCollection AddVipsImaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImagingOptions>().Bind(configuration);
        return services.AddVipsImaging();
    }

    /// <summary>Adds libvips as the picture engine, with options that are set in code.</summary>
    public static IServiceCollection AddVipsImaging(this IServiceCollection services, Action<ImagingOptions> configure)
    {
        services.AddOptions<ImagingOptions>().Configure(configure);
        return services.AddVipsImaging();
    }

    /// <summary>Adds only what unpacks solid archives, for a process that serves originals and makes no renditions.</summary>
    /// <param name="configuration">The section <c>Imaging</c>; see <see cref="ImagingOptions"/>.</param>
    public static IServiceCollection AddEntryUnpacking(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImagingOptions>().Bind(configuration);
        return services.AddEntryUnpacking();
    }

    private static IServiceCollection AddVipsImaging(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(VipsPictureEngine)))
        {
            return services;
        }

        services.AddEntryUnpacking();
        services.AddSingleton<SolidEntries>().AddSingleton<VipsPictureEngine>();
        services.AddSingleton<IPictureEngine>(provider => provider.GetRequiredService<VipsPictureEngine>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<VipsPictureEngine>());
        services.AddHealthChecks().AddCheck<PictureEngineHealthCheck>(PictureEngineHealthCheck.Name);
        return services;
    }

    private static IServiceCollection AddEntryUnpacking(this IServiceCollection services)
    {
        services.AddOptions<ImagingOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImagingOptions>, ImagingOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<UnpackedBlocks>().AddSingleton<IEntryUnpacker>(provider => provider.GetRequiredService<UnpackedBlocks>());
    }
}
