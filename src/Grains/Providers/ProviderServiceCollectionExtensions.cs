using MediaPipeline.Contracts.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Providers;

/// <summary>Registers providers.</summary>
public static class ProviderServiceCollectionExtensions
{
    /// <summary>Adds a provider with its options in the section <c>Providers:{name}</c>.</summary>
    /// <param name="setDefaults">Sets its address and limits.</param>
    public static IServiceCollection AddProvider(this IServiceCollection services, string name, Action<ProviderOptions> setDefaults)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProviderOptions>, ProviderOptionsValidator>());
        services.AddOptions<ProviderOptions>(name).Configure(setDefaults).BindConfiguration($"{ProviderOptions.Section}:{name}").ValidateOnStart();
        return services.AddSingleton(new Provider(name));
    }
}
