using System.Text.Json.Serialization;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Images;
using MediaPipeline.Contracts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api;

/// <summary>Registers the counter.</summary>
public static class ApiServices
{
    /// <summary>
    /// Everything that the endpoints need but what other rooms bring: the grain factory, the reading ports, the key store and the health checks.
    /// Options are read from the section <c>Access</c>; <c>--api-key</c> and <c>MEDIAPIPELINE_API_KEY</c> stand in for <c>Access:ApiKey</c>.
    /// </summary>
    public static IServiceCollection AddMediaPipelineApi(this IServiceCollection services, Action<AccessOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart()
            .Configure<IConfiguration>((options, configuration) => options.ApiKey = Chosen(options.ApiKey, configuration["api-key"], configuration["MEDIAPIPELINE_API_KEY"]))
            .Configure(options => configure?.Invoke(options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<LoggerFilterOptions>, QueryLogging>());
        services.TryAddSingleton<AccessPolicy>();
        services.TryAddSingleton<KeyRing>();
        services.TryAddSingleton<Sessions>();
        services.TryAddSingleton(provider => new AccessStartupCheck(
            provider.GetRequiredService<AccessPolicy>(),
            provider.GetRequiredService<KeyRing>(),
            provider.GetRequiredService<IOptions<AccessOptions>>(),
            provider.GetRequiredService<ILogger<AccessStartupCheck>>()));
        services.TryAddSingleton<PictureFiles>();
        services.Configure<JsonOptions>(ConfigureJson);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    private static void ConfigureJson(JsonOptions options)
    {
        ContractJson.Configure(options.SerializerOptions);
        options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.SerializerOptions.AllowDuplicateProperties = false;
        options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
    }

    private static string? Chosen(params string?[] keys) => Array.Find(keys, key => !string.IsNullOrEmpty(key));
}
