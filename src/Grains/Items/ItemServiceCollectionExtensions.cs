using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

internal static class ItemServiceCollectionExtensions
{
    /// <summary>Adds a kind of item: where it is stored, its options by their section, and its stages. Idempotent.</summary>
    public static IServiceCollection AddItemKind(
        this IServiceCollection services, ItemTable table, IConfigurationSection options, params ReadOnlySpan<Type> stages)
    {
        if (services.Any(service => service.ImplementationInstance is ItemTable known && known.Kind == table.Kind))
        {
            return services;
        }

        services.AddSingleton(table).AddSingleton(table.Kind);
        services.TryAddSingleton<ItemKinds>();
        services.TryAddSingleton<StageCatalog>();
        services.TryAddSingleton<StageWatch>();
        services.TryAddSingleton<StageRunner>();
        services.TryAddSingleton<StagesInTurn>();
        services.TryAddSingleton<ItemPublisher>();
        services.TryAddSingleton<FirstStages>();
        services.TryAddSingleton<ItemGrainServices>();
        services.AddOptions<ItemOptions>(table.Kind.Name).Bind(options).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ItemOptions>>(new ItemOptionsValidator(table.Kind.Name, options.Path));
        foreach (var stage in stages)
        {
            services.AddSingleton(typeof(IStage), stage);
        }

        return services;
    }
}
